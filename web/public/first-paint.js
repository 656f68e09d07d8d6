// SPDX-License-Identifier: MIT
// Runs before anything is painted: says in <html data-link> whether the link names the view Train or a figure other than
// the one in the document, which first.css then keeps from sight until main.ts takes over.
{
  const [view, query = ""] = location.hash.slice(1).split("?");
  const link = view === "train" ? "train" : query && "figure";
  if (link) document.documentElement.dataset.link = link;
}
