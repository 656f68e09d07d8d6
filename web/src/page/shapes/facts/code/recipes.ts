// SPDX-License-Identifier: MIT
// What the recipes of all languages are made of.

/** Lines of a function's body; the last one is the expression that it returns. */
export type Body = string | readonly string[];

/** f and, where it is short, f'. */
export interface Recipe {
  value: Body;
  slope?: Body;
}

/** A ready-made object with `{name}` where a parameter's number stands, or the body of a function of x. */
export type LibraryRecipe = { made: string; note?: string } | Body;

/** Functions that several recipes call, by name: written above whatever uses them. */
export type Helpers = Readonly<Record<string, string>>;
