// SPDX-License-Identifier: MIT
import { NumberField } from "./number-field";

customElements.define("number-field", NumberField);

declare global {
  interface HTMLElementTagNameMap {
    "number-field": NumberField;
  }
}
