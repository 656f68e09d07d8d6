// SPDX-License-Identifier: MIT
// What can be set of Shapes: saturation, maxout's lines, maps of pairs, undo and redo, and the link that holds it all.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatShapes, parseShapes } from "../../web/src/page/link/shapes-link";
import { UndoList } from "../../web/src/page/undo";
import { openSite, type Site } from "./site";
import { textOf } from "./text";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const hash = (page: Page) => page.evaluate(() => location.hash);
const bands = (page: Page) =>
  page.evaluate(() => {
    const figure = document.querySelector("line-figure") as unknown as {
      model: { bands: { x0: number; x1: number; label: string }[] };
    };
    return figure.model.bands.map(({ x0, x1, label }) => [x0, x1, label] as const);
  });
const words = (page: Page) => textOf(page.locator(".saturation"));

async function openShapes(link: string) {
  const opened = await site.openPage(link);
  await opened.page.locator(".u-over").waitFor();
  return opened;
}

async function type(page: Page, label: string, text: string) {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press("Enter");
}

describe("as text", () => {
  test("a list parameter, a threshold, logits and a map go into a link and come back the same", () => {
    const text =
      "f=maxout(slopes=-1;0.5,intercepts=0;-2),relu&focus=2&pair=glu&threshold=0.05&others=9&a=-2&b=0.5";
    const { state, problems } = parseShapes(text);
    expect(problems).toEqual([]);
    expect(state.functions[0]?.parameters).toEqual({ slopes: [-1, 0.5], intercepts: [0, -2] });
    expect(formatShapes(state)).toBe(text);
  });

  test("undo goes through every change, also when one was taken back by hand", () => {
    const list = new UndoList();
    for (const text of ["A", "B", "A"]) list.add(text);
    expect([list.before, list.present, list.after]).toEqual(["B", "A", null]);
    list.visit("B");
    expect([list.before, list.present, list.after]).toEqual(["A", "B", "A"]);
    list.add("C");
    expect([list.before, list.present, list.after]).toEqual(["B", "C", null]);
  });

  test("settings that are no neighbour on the list are a change", () => {
    const list = new UndoList();
    for (const text of ["A", "B", "C"]) list.add(text);
    list.visit("A");
    expect([list.before, list.present, list.after]).toEqual(["C", "A", null]);
  });
});

describe("saturation", () => {
  test("is shaded and said where the slope crosses the threshold, also for another threshold", async () => {
    const { page, close } = await openShapes("#shapes?f=sigmoid&x=-10..10");
    // sigma' = s (1 - s) is 0.01 at ln((1 + r) / (1 - r)) with r = sqrt(1 - 0.04).
    const edge = (threshold: number) => {
      const root = Math.sqrt(1 - 4 * threshold);
      return Math.log((1 + root) / (1 - root));
    };
    const expectEdges = async (threshold: number) => {
      await expect
        .poll(async () => Math.abs(((await bands(page))[1]?.[0] ?? 0) - edge(threshold)))
        .toBeLessThan(1e-5);
      expect((await bands(page))[0]?.[1]).toBeCloseTo(-edge(threshold), 5);
      const place = edge(threshold).toFixed(2);
      expect(await words(page)).toBe(
        `sigmoid is saturated for x up to −${place} and for x from ${place}: there |f′| < ${threshold}, and next to no gradient passes.`,
      );
    };
    await expectEdges(0.01);
    await type(page, "saturated: |f′| below", "0.1");
    await expectEdges(0.1);
    expect(await hash(page)).toBe("#shapes?f=sigmoid&x=-10..10&threshold=0.1");
    await type(page, "saturated: |f′| below", "-3");
    expect(await page.getByLabel("saturated: |f′| below").inputValue()).toBe("0.1");
    await close();
  });

  test("tells exact zeros from what is only small", async () => {
    const { page, close } = await openShapes("#shapes?f=hard_shrink,silu&x=-30..30");
    expect(await bands(page)).toEqual([[-0.5, 0.5, "f = 0, |f′| < 0.01"]]);
    expect(await words(page)).toContain("It is exactly 0 for x from −0.5 to 0.5.");
    await page.getByRole("button", { name: "silu", exact: true }).first().click();
    await expect.poll(() => words(page)).toMatch(/^silu is saturated for x up to −6/);
    expect(await words(page)).not.toContain("exactly 0");
    await close();
  });

  test("is not claimed of a function that has none", async () => {
    const { page, close } = await openShapes("#shapes?f=linear");
    expect(await bands(page)).toEqual([]);
    expect(await words(page)).toMatch(/^linear does not saturate in this range/);
    await close();
  });
});

describe("maxout", () => {
  const drawn = (page: Page) =>
    page.evaluate(() => {
      const figure = document.querySelector("line-figure") as unknown as { drawn: ArrayLike<number>[] };
      return figure.drawn.slice(0, 2).map((column) => Array.from(column));
    });
  /** The largest of the lines, which is what maxout is. */
  async function expectMaxout(page: Page, slopes: number[], intercepts: number[]) {
    await expect
      .poll(async () => {
        const [x = [], y = []] = await drawn(page);
        const exact = x.map((at) => Math.max(...slopes.map((slope, i) => slope * at + (intercepts[i] ?? 0))));
        return Math.max(...y.map((value, i) => Math.abs(value - (exact[i] ?? 9))));
      })
      .toBeLessThan(1e-5);
  }

  test("is edited as numbers, by adding and by removing lines, all in the link", async () => {
    const { page, close } = await openShapes("#shapes?f=maxout&slope=off");
    await expectMaxout(page, [-1, 0, 1], [-1, 0, -0.5]);
    await type(page, "Slope of line 2", "0.25");
    await type(page, "Intercept of line 2", "1");
    await expectMaxout(page, [-1, 0.25, 1], [-1, 1, -0.5]);
    await page.getByRole("button", { name: "Remove line 1" }).click();
    await expectMaxout(page, [0.25, 1], [1, -0.5]);
    await expect.poll(() => hash(page)).toBe("#shapes?f=maxout(slopes=0.25;1,intercepts=1;-0.5)&slope=off");
    // Two lines are the fewest, eight the most.
    const remove = page.getByRole("button", { name: "Remove line 1" });
    expect(await remove.getAttribute("aria-disabled")).toBe("true");
    await remove.click({ force: true });
    const rows = page.locator(".pieces tbody tr");
    expect(await rows.count()).toBe(2);
    const add = page.getByRole("button", { name: "Add a line" });
    for (let count = 3; count <= 8; count++) {
      await add.click();
      await expect.poll(() => rows.count()).toBe(count);
    }
    await page.getByText("Eight lines are the most.").waitFor();
    await add.click({ force: true });
    expect(await rows.count()).toBe(8);
    await type(page, "Slope of line 1", "11");
    await page.getByText("slopes must hold numbers in [-10, 10]").waitFor();
    await close();
  });

  test("is dragged: a dot moves a line, a ring turns it", async () => {
    const { page, close } = await openShapes("#shapes?f=maxout&slope=off");
    const handle = (name: RegExp) => page.getByRole("slider", { name });
    const drag = async (name: RegExp, dx: number, dy: number) => {
      const box = await handle(name).boundingBox();
      if (!box) throw new Error("no handle");
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + dx, y + dy, { steps: 5 });
      await page.mouse.up();
    };
    const plot = await page.locator(".u-over").boundingBox();
    const unit = (plot?.height ?? 0) / 4.5;
    await drag(/^Move line 2/, 0, -unit);
    await expect.poll(() => hash(page)).toMatch(/intercepts=-1;(0\.9[89]|1|1\.0[12]);-0\.5/);
    const before = Number(await handle(/^Turn line 2/).getAttribute("aria-valuenow"));
    expect(before).toBe(0);
    await drag(/^Turn line 2/, 0, -unit);
    await expect
      .poll(async () => Number(await handle(/^Turn line 2/).getAttribute("aria-valuenow")))
      .toBeGreaterThan(0.1);
    await expect.poll(() => hash(page)).toMatch(/slopes=-1;0\.\d+;1/);
    // A line of slope 1 that goes with the pointer to the right by 1 meets the y axis lower by 1.
    await drag(/^Move line 3/, (plot?.width ?? 0) / 10, 0);
    await expect.poll(() => hash(page)).toMatch(/intercepts=-1;[\d.]+;-1\.(4[789]|5\d?)\)/);
    // One drag is one change, however many steps it had.
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => hash(page)).toMatch(/;-0\.5\)/);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => hash(page)).toMatch(/slopes=-1;0;1,/);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => hash(page)).toBe("#shapes?f=maxout&slope=off");
    await close();
  });

  test("is moved and turned by arrow keys", async () => {
    const { page, close } = await openShapes("#shapes?f=maxout&slope=off");
    await page.getByRole("slider", { name: /^Move line 2/ }).focus();
    await page.keyboard.press("ArrowUp");
    await expectMaxout(page, [-1, 0, 1], [-1, 0.1, -0.5]);
    await page.getByRole("slider", { name: /^Turn line 2/ }).focus();
    await page.keyboard.press("Shift+ArrowDown");
    await expectMaxout(page, [-1, -1, 1], [-1, 0.1, -0.5]);
    await close();
  });
});

describe("a map of pairs", () => {
  test("is read by mouse and keyboard, and keeps its place in the link", async () => {
    const { page, close } = await site.openPage("#shapes?pair=reglu");
    const map = page.getByRole("slider", { name: /^reglu/ });
    const f = () => page.locator(".pair-reading data").first().getAttribute("value");
    await map.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowUp");
    // a from 1 to 1.5, b from 1 to 1.0625: f = a max(0, b).
    await expect.poll(f).toBe("1.59375");
    expect(await map.getAttribute("aria-valuetext")).toBe("a 1.5, b 1.0625: f 1.594");
    await expect.poll(() => hash(page)).toBe("#shapes?pair=reglu&a=1.5&b=1.0625");
    const box = await map.boundingBox();
    if (!box) throw new Error("the map has no size");
    await page.mouse.move(box.x + 0.75 * box.width, box.y + 0.875 * box.height);
    // b = 2, a = -3.
    await expect.poll(f).toBe("-6");
    await close();
  });

  test("is a picture: blue above 0, orange below, paper where f is 0", async () => {
    const { page, close } = await site.openPage("#shapes?pair=reglu");
    await page.locator(".pair-reading").waitFor();
    const colors = () =>
      page.locator(".pair-plot canvas").evaluate((canvas: HTMLCanvasElement) => {
        const context = canvas.getContext("2d");
        const at = (x: number, y: number) =>
          Array.from(context?.getImageData(x * canvas.width, y * canvas.height, 1, 1).data ?? []);
        // Between two lines of equal value: f is 10.24, -10.24 and 0.
        return { above: at(0.9, 0.1), below: at(0.9, 0.9), zero: at(0.2, 0.3) };
      });
    await expect.poll(async () => (await colors()).zero).toEqual([248, 248, 246, 255]);
    const { above, below } = await colors();
    const warmth = ([red = 0, , blue = 0]: number[]) => red - blue;
    expect(warmth(above)).toBeLessThan(-60);
    expect(warmth(below)).toBeGreaterThan(60);
    await close();
  });

  test("of a function that takes no pairs is refused with a word", async () => {
    const { page, close } = await site.openPage("#shapes?pair=relu");
    await expect
      .poll(() => textOf(page.locator("#notice")))
      .toContain("no function of pairs is called “relu”");
    await close();
  });

  test("is where a link to a curve of pairs is sent", async () => {
    const { page, close } = await site.openPage("#shapes?f=glu");
    await expect
      .poll(() => textOf(page.locator("#notice")))
      .toContain("takes pairs: its map opens with pair=glu");
    await close();
  });
});

describe("undo and redo", () => {
  test("go through settings by keys and by buttons, and say when there is nothing left", async () => {
    const { page, close } = await openShapes("#shapes");
    const undo = page.getByRole("button", { name: "Undo" });
    const redo = page.getByRole("button", { name: "Redo" });
    expect(await undo.getAttribute("aria-disabled")).toBe("true");
    await page.getByLabel("f″, the curvature").check();
    await expect.poll(() => hash(page)).toBe("#shapes?curvature=on");
    await page.getByRole("button", { name: "elu", exact: true }).click();
    await expect.poll(() => hash(page)).toContain("tanh,elu");
    await page.keyboard.press("Control+z");
    await expect.poll(() => hash(page)).toBe("#shapes?curvature=on");
    await page.keyboard.press("Control+z");
    await expect.poll(() => hash(page)).toBe("#shapes");
    await expect.poll(() => undo.getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => hash(page)).toBe("#shapes?curvature=on");
    await page.keyboard.press("Control+y");
    await expect.poll(() => hash(page)).toContain("tanh,elu");
    await undo.click();
    await expect.poll(() => hash(page)).toBe("#shapes?curvature=on");
    await redo.click();
    await page.locator('tr[data-name="elu"]').waitFor();
    await close();
  });

  test("follow the browser's Back and Forward", async () => {
    const { page, close } = await openShapes("#shapes?f=elu");
    for (const alpha of ["0.5", "2"]) {
      await type(page, "alpha", alpha);
      await expect.poll(() => hash(page)).toBe(`#shapes?f=elu(alpha=${alpha})`);
    }
    await page.goBack();
    const alpha = page.getByLabel("alpha", { exact: true });
    await expect.poll(() => alpha.inputValue()).toBe("0.5");
    await page.keyboard.press("Control+y");
    await expect.poll(() => alpha.inputValue()).toBe("2");
    await page.goBack();
    await expect.poll(() => alpha.inputValue()).toBe("0.5");
    await page.keyboard.press("Control+z");
    await expect.poll(() => alpha.inputValue()).toBe("1");
    await close();
  });

  test("leave a text that is being typed to its box", async () => {
    const { page, close } = await openShapes("#shapes?f=elu");
    await type(page, "alpha", "0.5");
    await expect.poll(() => hash(page)).toBe("#shapes?f=elu(alpha=0.5)");
    await page.getByLabel("Filter").focus();
    await page.keyboard.type("soft");
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(200);
    expect(await hash(page)).toBe("#shapes?f=elu(alpha=0.5)");
    await close();
  });

  test("take back what the engine refused", async () => {
    const { page, close } = await openShapes("#shapes?f=elu");
    await type(page, "alpha", "0.5");
    await expect.poll(() => hash(page)).toBe("#shapes?f=elu(alpha=0.5)");
    await type(page, "alpha", "50");
    await page.getByText("must be in [1e-06, 10], got 50").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.getByLabel("alpha", { exact: true }).inputValue()).toBe("0.5");
    await close();
  });
});

test("a link with parameters shows the very picture that was set by hand", async () => {
  const { page, close } = await openShapes("#shapes?f=celu");
  const picture = (on: Page) =>
    on.evaluate(() => {
      const figure = document.querySelector("line-figure") as unknown as { drawn: ArrayLike<number>[] };
      return figure.drawn.map((column) => Array.from(column));
    });
  await type(page, "alpha", "2.5");
  await type(page, "x from", "-7");
  await expect.poll(() => hash(page)).toBe("#shapes?f=celu(alpha=2.5)&x=-7..5");
  const other = await openShapes(await hash(page));
  expect(await picture(other.page)).toEqual(await picture(page));
  await other.close();
  await close();
});

test("the link is copied with the crosshair where it stands", async () => {
  const { page, close } = await site.openPage("#shapes", {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await page.locator(".u-over").waitFor();
  await page.getByRole("slider", { name: /position along x/ }).focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Link copied.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.url}#shapes?at=0.75`);
  await close();
});
