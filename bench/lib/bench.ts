/** One measured thing: what was measured stands in the titles, how in the notes. */
export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly note?: string;
};

/** `quick`: fewer repetitions where a bench is long, to see that it works; the figures are worth less. */
export type BenchOptions = { readonly quick: boolean };

/** A bench ends by itself, within minutes, and leaves nothing running. */
export type Bench = {
  readonly title: string;
  /** What is measured and how, in a sentence or two. */
  readonly about: string;
  run(options: BenchOptions): Promise<readonly Table[]>;
};

/** Says what goes on, on stderr: the tables are the output. */
export function progress(message: string): void {
  process.stderr.write(`  ${message}\n`);
}
