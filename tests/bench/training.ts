// SPDX-License-Identifier: MIT
// The same training by the engine and by its peers: same data in the same order, same start, same optimizer. Runs under
// Node.js and in a browser.

import { type Lab, load, type Run } from "actlab";
import { meanTime } from "../../bindings/clock";
import type { Kernels } from "./kernels";
import { type Times, takeTurns } from "./measure";
import { flopOf, specFor, type Work } from "./network";
import { openConvnet } from "./peers/convnet";
import { openModel, openOperations } from "./peers/tfjs-training";

export const works: Work[] = [
  {
    name: "2-4-2-1 tanh, batch 10",
    sizes: [2, 4, 2, 1],
    activation: "tanh",
    loss: "mse",
    batch: 10,
    samples: 500,
    updates: 2000,
  },
  {
    name: "2-8-8-8-8-1 tanh, batch 10",
    sizes: [2, 8, 8, 8, 8, 1],
    activation: "tanh",
    loss: "mse",
    batch: 10,
    samples: 500,
    updates: 800,
  },
  {
    name: "784-128-10 relu, batch 32",
    sizes: [784, 128, 10],
    activation: "relu",
    loss: "categorical_crossentropy",
    batch: 32,
    samples: 1024,
    updates: 4,
  },
];

/** Updates whose losses are compared before anything is timed, and how far they may be apart, relative to the first. */
const kCompared = 20;
const kSameLoss = 1e-4;

/** Mean nanoseconds of a call that has to be waited for. */
async function meanTimeAwaited(call: () => Promise<unknown>, milliseconds: number): Promise<number> {
  const begin = performance.now();
  let calls = 0;
  while (performance.now() - begin < milliseconds) {
    await call();
    ++calls;
  }
  return ((performance.now() - begin) * 1e6) / calls;
}

async function expectSame(name: string, run: Run, next: () => number | Promise<number>): Promise<void> {
  const losses = run.batchLosses(0);
  for (let i = 0; i < kCompared; ++i) {
    const loss = await next();
    if (!(Math.abs(loss - losses[i]) <= kSameLoss * Math.max(losses[0], losses[i]))) {
      throw new Error(
        `${name} trains something else: update ${i} has loss ${loss}, the engine's ${losses[i]}`,
      );
    }
  }
}

export interface Training {
  /**
   * Rounds of nanoseconds a sample, of "actlab", "convnetjs", "tfjs" (its model), "operations" (its optimizer alone), and
   * of "peak": as many operations at the machine's best.
   */
  measure(work: Work): Promise<Times[]>;
  /** Rounds of nanoseconds a sample, of "actlab" and "peak". */
  measureAlone(work: Work): Promise<Times[]>;
}

/** TensorFlow.js is ready. */
export async function openTraining(kernels: Kernels): Promise<Training> {
  const lab: Lab = await load();

  function contendersOf(work: Work, run: Run) {
    return [
      (milliseconds: number) => {
        const time = meanTime(() => run.step(work.updates), milliseconds);
        if (run.state.status !== "running") throw new Error(`${work.name}: ${run.state.reason}`);
        return { actlab: time / (work.updates * work.batch) };
      },
      (milliseconds: number) => ({ peak: kernels.peak(milliseconds) * flopOf(work) }),
    ];
  }

  async function measure(work: Work): Promise<Times[]> {
    const run = lab.createRun(specFor(work));
    const start = run.parameters();
    run.step(kCompared);
    const convnet = openConvnet(work, start);
    const model = openModel(work, start);
    const operations = openOperations(work, start);
    await expectSame("ConvNetJS", run, convnet);
    await expectSame("TensorFlow.js' model", run, model);
    await expectSame("TensorFlow.js' optimizer", run, () => {
      const loss = operations();
      const [value] = loss.dataSync();
      loss.dispose();
      return value;
    });
    const rounds = await takeTurns([
      ...contendersOf(work, run),
      (milliseconds) => ({ convnetjs: meanTime(convnet, milliseconds) / work.batch }),
      async (milliseconds) => ({ tfjs: (await meanTimeAwaited(model, milliseconds)) / work.batch }),
      (milliseconds) => ({
        operations: meanTime(() => operations().dispose(), milliseconds) / work.batch,
      }),
    ]);
    run.dispose();
    return rounds;
  }

  async function measureAlone(work: Work): Promise<Times[]> {
    const run = lab.createRun(specFor(work));
    const rounds = await takeTurns(contendersOf(work, run), { rounds: 7, milliseconds: 10 });
    run.dispose();
    return rounds;
  }

  return { measure, measureAlone };
}
