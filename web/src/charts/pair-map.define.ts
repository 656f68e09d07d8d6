// SPDX-License-Identifier: MIT
import { PairMap } from "./pair-map";

customElements.define("pair-map", PairMap);

declare global {
  interface HTMLElementTagNameMap {
    "pair-map": PairMap;
  }
}
