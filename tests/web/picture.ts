// SPDX-License-Identifier: MIT
// npm run picture: takes the README's picture of the built page.

import path from "node:path";
import { openSite } from "./site";

const web = path.join(import.meta.dirname, "../../web");
const site = await openSite();

const train = await site.openPage("#train?speed=full", { viewport: { width: 1280, height: 930 } });
await train.page.getByRole("button", { name: "Play" }).click();
await train.page.locator('.run-state[data-status="stopped"]').waitFor();
await train.page.mouse.move(0, 0);
// The last snapshot is on screen a frame later.
await train.page.waitForTimeout(300);
await train.page.screenshot({ path: path.join(web, "picture.png") });
await train.close();

await site.close();
console.log("written: web/picture.png");
