// SPDX-License-Identifier: MIT
import { CodeTabs } from "./code-tabs";
import { FunctionFacts } from "./function-facts";

customElements.define("code-tabs", CodeTabs);
customElements.define("function-facts", FunctionFacts);

declare global {
  interface HTMLElementTagNameMap {
    "code-tabs": CodeTabs;
    "function-facts": FunctionFacts;
  }
}
