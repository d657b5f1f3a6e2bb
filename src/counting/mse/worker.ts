/** The thread side of `threads.ts`: takes one task, tells its progress at most ten times a second, answers, ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { isFault } from '#ground';
import { runTask, type Task, type TaskAnswer } from './tasks.ts';

/** What a thread says to its owner. */
export type Said =
  | { readonly say: 'progress'; readonly done: number }
  | { readonly say: 'answer'; readonly answer: TaskAnswer }
  | { readonly say: 'fault'; readonly message: string };

function say(what: Said): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread has no origin
  parentPort?.postMessage(what);
}

let last = 0;
try {
  const answer = runTask(workerData as Task, (done) => {
    const now = Date.now();
    if (now - last < 100) return;
    last = now;
    say({ say: 'progress', done });
  });
  say({ say: 'answer', answer });
} catch (thrown) {
  say({ say: 'fault', message: isFault(thrown) ? thrown.message : 'a task of the estimate failed' });
}
