// SPDX-License-Identifier: MIT
// The function in focus as code to copy, one tab a language. Side-effect free; `function-facts.define.ts` registers
// <code-tabs>. The recipes come a little later than the tabs.
import { html, LitElement, nothing } from "lit";
import type { ActivationInfo } from "../../../shared/engine";
import { whenIdle } from "../../idle";
import type { Parameters, Snippet } from "./code/code";

/** How long the button says that it has copied, in milliseconds. */
const kSaid = 2000;
/** Tabs that a key goes on; ends of the row are written out of reach. */
const steps: Record<string, number | undefined> = { ArrowRight: 1, ArrowLeft: -1, Home: -99, End: 99 };

/**
 * | property | meaning |
 * |---|---|
 * | info | the function, as the registry has it |
 * | parameters | what is set of it; the others have their defaults |
 */
export class CodeTabs extends LitElement {
  static override properties = { info: { attribute: false }, parameters: { attribute: false } };

  declare info: ActivationInfo;
  declare parameters: Parameters;

  /** Kept from function to function. */
  private chosen = 0;
  private make: typeof import("./code/code").snippetsOf | null = null;
  private said = "";
  private timer = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    whenIdle(() => this.load());
  }

  private load(): void {
    import("./code/code").then(
      ({ snippetsOf }) => {
        this.make = snippetsOf;
        this.requestUpdate();
      },
      () => this.say("The code could not be loaded."),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override render() {
    const snippets = this.make?.(this.info, this.parameters) ?? [];
    const shown = snippets[this.chosen];
    return html`
      <div class="code-head">
        <div class="tabs" role="tablist" aria-label="Language" @keydown=${this.onKey}>
          ${snippets.map((snippet, i) => this.tab(snippet, i))}
        </div>
        ${shown ? html`<button type="button" class="copy" @click=${() => this.copy(shown)}>Copy</button>` : nothing}
      </div>
      ${
        shown
          ? html`<pre id="code-panel" role="tabpanel" tabindex="0" aria-labelledby=${tabId(this.chosen)}><code>${coloured(shown)}</code></pre>`
          : nothing
      }
      <p class="said" role="status">${this.said}</p>
    `;
  }

  private tab({ language }: Snippet, i: number) {
    const selected = i === this.chosen;
    return html`<button
      type="button"
      role="tab"
      id=${tabId(i)}
      aria-selected=${selected ? "true" : "false"}
      aria-controls="code-panel"
      tabindex=${selected ? 0 : -1}
      @click=${() => this.choose(i)}
    >
      ${language}
    </button>`;
  }

  private choose(i: number): void {
    this.chosen = i;
    this.said = "";
    this.requestUpdate();
  }

  private onKey(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const tabs = [...this.querySelectorAll<HTMLElement>("[role=tab]")];
    // Arrows go round; Home and End stop at the ends.
    const next = this.chosen + step;
    this.choose(
      Math.abs(step) === 1
        ? (next + tabs.length) % tabs.length
        : Math.min(tabs.length - 1, Math.max(0, next)),
    );
    tabs[this.chosen]?.focus();
  }

  /** Without a clipboard, as on an address without https, the code is marked for the reader's own keys. */
  private async copy({ language, code }: Snippet): Promise<void> {
    try {
      await navigator.clipboard.writeText(code);
      this.say(`${language} code copied`);
    } catch {
      getSelection()?.selectAllChildren(this.querySelector("pre code") as HTMLElement);
      this.say("Marked: press Ctrl+C or ⌘C to copy");
    }
  }

  private say(words: string): void {
    this.said = words;
    this.requestUpdate();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.said = "";
      this.requestUpdate();
    }, kSaid);
  }
}

const tabId = (i: number) => `code-tab-${i}`;

/** The code with its comments apart; nothing that the recipes write has # or // in a text. */
function coloured({ language, code }: Snippet) {
  const mark = language === "C++" ? "//" : "# ";
  return code
    .trimEnd()
    .split("\n")
    .map((line, i) => {
      const at = line.indexOf(mark);
      const start = i === 0 ? "" : "\n";
      return at < 0
        ? `${start}${line}`
        : html`${start}${line.slice(0, at)}<span class="comment">${line.slice(at)}</span>`;
    });
}
