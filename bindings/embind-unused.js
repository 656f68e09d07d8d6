// SPDX-License-Identifier: MIT
// Emscripten links Embind's registration of wide strings whether or not a program has any; the engine has none. Without
// it, and the conversions it brings, the first visit is half a kilobyte lighter.
mergeInto(LibraryManager.library, {
  _embind_register_std_wstring__deps: [],
  // biome-ignore lint/complexity/useArrowFunction: Emscripten 3.1 takes no arrow here
  _embind_register_std_wstring: function () {},
});
