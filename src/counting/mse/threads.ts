/**
 * Runs the tasks of an estimate in worker threads, a few at a time, with progress and cancelling. Knows nothing of
 * statistics. With no threads asked for, tasks run one after the other here, with the same answers.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Fault } from '#ground';
import { runTask, sizeOf, type Stage, type Task, type TaskAnswer } from './tasks.ts';
import type { Said } from './worker.ts';

export interface TaskOptions {
  /** Threads at a time; 0 runs everything in this thread. As many as there are processors, at most 4, unless told. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: Stage, done: number, total: number) => void;
}

function interrupted(): Fault {
  return new Fault('interrupted', 'the estimate was stopped', {
    hint: 'Nothing was kept. The same table and seed give the same numbers when it runs again.',
  });
}

function inThread(task: Task, options: TaskOptions, onStep: (done: number) => void): Promise<TaskAnswer> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./worker-start.js', import.meta.url), { workerData: task });
    const stop = (): void => {
      failed(interrupted());
      void worker.terminate();
    };
    const end = (): void => options.signal?.removeEventListener('abort', stop);
    options.signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (said: Said) => {
      if (said.say === 'progress') onStep(said.done);
      else if (said.say === 'answer') done(said.answer);
      else failed(new Fault('bug', said.message));
    });
    worker.on('error', (cause) => failed(new Fault('bug', 'a thread of the estimate failed', { cause })));
    worker.on('exit', () => {
      end();
      failed(new Fault('bug', 'a thread of the estimate ended without an answer'));
    });
  });
}

/** Answers in the order of the tasks. Throws Fault('interrupted') when the signal is given. */
export async function runTasks(tasks: readonly Task[], options: TaskOptions = {}): Promise<TaskAnswer[]> {
  const threads = Math.min(options.threads ?? Math.min(4, availableParallelism()), tasks.length);
  const answers: (TaskAnswer | undefined)[] = tasks.map(() => undefined);
  const done = tasks.map(() => 0);
  const totals = new Map<Task['kind'], number>();
  for (const task of tasks) totals.set(task.kind, (totals.get(task.kind) ?? 0) + sizeOf(task));
  const step = (at: number, steps: number): void => {
    done[at] = steps;
    const { kind } = tasks[at] as Task;
    const sum = tasks.reduce((all, task, i) => (task.kind === kind ? all + (done[i] as number) : all), 0);
    options.onProgress?.(kind, sum, totals.get(kind) ?? 0);
  };
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < tasks.length) {
      if (options.signal?.aborted) throw interrupted();
      const at = next++;
      const task = tasks[at] as Task;
      answers[at] =
        threads === 0
          ? runTask(task, (steps) => step(at, steps))
          : await inThread(task, options, (steps) => step(at, steps));
      step(at, sizeOf(task));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, threads) }, lane));
  return answers as TaskAnswer[];
}
