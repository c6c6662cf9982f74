import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';

/** A program that runs until it is stopped, or until this process ends. */
export class Program {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #kill = () => this.#child.kill('SIGKILL');
  #lastOutput = '';

  constructor(private readonly file: string, args: readonly string[]) {
    this.#child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child.stderr?.on('data', chunk => {
      this.#lastOutput = (this.#lastOutput + chunk).slice(-2000);
    });
    this.#exited = once(this.#child, 'exit').catch(error => {
      this.#lastOutput += error;
    });
    process.once('exit', this.#kill);
  }

  /** Rejects, with the program's last words, if it ends before it is told to. */
  async ended(): Promise<never> {
    await this.#exited;
    throw new Error(`${basename(this.file)} ended:\n${this.#lastOutput}`);
  }

  async stop() {
    process.off('exit', this.#kill);
    this.#child.kill('SIGTERM');
    await this.#exited;
  }
}
