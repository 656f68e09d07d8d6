// SPDX-License-Identifier: MIT
import { NormalInput } from "./normal-input";

customElements.define("normal-input", NormalInput);

declare global {
  interface HTMLElementTagNameMap {
    "normal-input": NormalInput;
  }
}
