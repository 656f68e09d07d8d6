// SPDX-License-Identifier: MIT
import { WorkedExample } from "./worked-example";

customElements.define("worked-example", WorkedExample);

declare global {
  interface HTMLElementTagNameMap {
    "worked-example": WorkedExample;
  }
}
