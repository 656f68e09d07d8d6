// SPDX-License-Identifier: MIT
// Starts the engine and shows the view that the link names; a view's code is fetched when it is first opened.
import type { Problem } from "../shared/engine";
import { EngineClient } from "./engine";
import { hasSimd } from "./support";
import type { MakeView, Page, View, ViewName } from "./view";

const loaders: Record<ViewName, () => Promise<{ makeView: MakeView }>> = {
  shapes: () => import("./shapes/view"),
  train: () => import("./train/view"),
};
const names = Object.keys(loaders) as ViewName[];

const element = <T extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as T;
/** No view's name is an element's id: the browser would scroll there, past the header. */
const viewPlace = (name: ViewName) => element(`view-${name}`);
const links = Object.fromEntries(names.map((name) => [name, element<HTMLAnchorElement>(`nav-${name}`)]));
const notice = element("notice");
const titles: Record<ViewName, string> = { shapes: "Shapes", train: "Train" };

const views = new Map<ViewName, View>();
let current: ViewName | null = null;
/** Why there is no engine, in a sentence; empty while there is one. */
let broken = "";
/** The hash that the page itself wrote or has dealt with, so that it is not read again. */
let settled: string | null = null;

function place(hash: string): { name: string; query: string } {
  const [name, ...rest] = hash.replace(/^#/, "").split("?");
  return { name: name || "shapes", query: decoded(rest.join("?")) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function write(view: ViewName, query: string, step: boolean): void {
  const hash = query ? `#${view}?${query}` : `#${view}`;
  links[view].hash = hash;
  if (view !== current || hash === location.hash) return;
  settled = hash;
  if (step) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
}

function complain(problems: readonly Problem[]): void {
  const list = notice.querySelector("ul") as HTMLUListElement;
  list.replaceChildren(
    ...problems.map(({ path, message }) => {
      const item = document.createElement("li");
      const code = document.createElement("code");
      code.textContent = path;
      item.append(...(path ? [code, ": "] : []), message);
      return item;
    }),
  );
  notice.hidden = problems.length === 0;
}

async function show(page: Page): Promise<void> {
  if (location.hash === settled) return;
  settled = location.hash;
  const asked = place(location.hash);
  const known = names.find((name) => name === asked.name);
  const name = known ?? "shapes";
  complain(known ? [] : [{ path: asked.name, message: "is no view; there are shapes and train" }]);
  const view = views.get(name) ?? (await make(name, page));
  if (location.hash !== settled) return;
  // The link stays the one that was wanted: loading the page again goes there.
  tell(view ? "" : `${titles[name]} could not be loaded. Check the connection, then load this page again.`);
  if (!view) return;
  if (current && current !== name) views.get(current)?.leave();
  current = name;
  present(name);
  view.enter(known ? asked.query : "");
}

/** Turns the page to a view: as it stands in the document until its code has come. */
function present(name: ViewName): void {
  for (const other of names) {
    viewPlace(other).hidden = other !== name;
    if (other === name) links[other].setAttribute("aria-current", "page");
    else links[other].removeAttribute("aria-current");
  }
  document.title = `${titles[name]} – actlab`;
}

/** The view, made when it is first wanted; null when its code cannot be fetched. */
async function make(name: ViewName, page: Page): Promise<View | null> {
  const code = await loaders[name]().catch(() => null);
  if (code && !views.has(name)) {
    const host = viewPlace(name).querySelector("[data-live]") as HTMLElement;
    views.set(name, code.makeView(host, page));
  }
  return views.get(name) ?? null;
}

/** A skip link must move the focus without naming a view. */
function keepSkipLinkOutOfTheHash(): void {
  element("skip").addEventListener("click", (event) => {
    event.preventDefault();
    element("main").focus();
  });
}

/** The places of the figures, before the figures. */
function sayWhileWaiting(words: string): void {
  for (const place of document.querySelectorAll(".loading")) place.textContent = words;
}

/** Says what does not work; an empty sentence takes it back, unless there is no engine. */
function tell(sentence: string): void {
  const words = broken || sentence;
  if (words) sayWhileWaiting("");
  element("trouble").textContent = words;
  element("trouble").hidden = words === "";
}

/** Nothing can be computed, or nothing any more. What was never drawn is there as a still, in the first view. */
function fail(sentence: string, started = false): void {
  broken = sentence;
  tell(sentence);
  if (started) return;
  present("shapes");
  forgetLink();
}

/** Ends what first-paint.js began: the figure in the document may be seen, where its view is. */
function forgetLink(): void {
  delete document.documentElement.dataset.link;
}

async function start(): Promise<void> {
  keepSkipLinkOutOfTheHash();
  notice.querySelector("button")?.addEventListener("click", () => complain([]));
  if (!hasSimd()) {
    fail(
      "This browser lacks WebAssembly SIMD, which the figures are computed with. Any browser since 2023 has it.",
    );
    return;
  }
  const asked = place(location.hash);
  const first = names.find((name) => name === asked.name) ?? "shapes";
  present(first);
  if (first === "train") forgetLink();
  sayWhileWaiting("Loading the engine …");
  const engine = new EngineClient((started, why) => {
    if (started)
      fail(`The engine has stopped: ${why}. Load this page again: the link keeps the settings.`, true);
    else fail(`The engine could not start: ${why}.`);
  });
  // Comes while the engine does; whether it has come is asked when it is shown.
  loaders[first]().catch(() => null);
  const registry = await engine.ready;
  element("version").textContent = registry.version;
  const page: Page = { engine, registry, write, complain };
  addEventListener("hashchange", () => void show(page));
  addEventListener("popstate", () => void show(page));
  await show(page);
}

void start();
