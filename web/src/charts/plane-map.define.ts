// SPDX-License-Identifier: MIT
import { PlaneMap } from "./plane-map";

customElements.define("plane-map", PlaneMap);

declare global {
  interface HTMLElementTagNameMap {
    "plane-map": PlaneMap;
  }
}
