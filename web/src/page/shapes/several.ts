// SPDX-License-Identifier: MIT
// What only functions of several inputs need, fetched when the first of them is shown.
export * from "./pair";
export * from "./pieces";
