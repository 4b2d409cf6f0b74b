/** Counts agreement and difference of one kind of comparison, and keeps a few examples of difference. */
export class Tally {
  constructor(title, examples, shown = 2000) {
    this.title = title;
    this.limit = examples;
    this.shown = shown;
    this.total = 0;
    this.counts = { syntax: 0, invalid: 0, valid: 0 };
    this.kinds = new Map();
    this.differences = { verdict: 0, message: 0, location: 0, order: 0, data: 0, errors: 0 };
    this.examples = [];
  }

  /** Verdict, then messages, then places, then the order of the errors. */
  compare(index, kind, text, expected, actual) {
    this.total++;
    this.counts[expected.verdict]++;
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    const what = this.#difference(expected, actual);
    if (what === undefined) return;
    this.differences[what]++;
    this.#example(what, index, text, expected, actual);
  }

  #difference(expected, actual) {
    expected = withShortMessages(expected);
    actual = withShortMessages(actual);
    if (expected.verdict !== actual.verdict) return 'verdict';
    if (actual.errors.some(({ message }) => HINT.test(message))) [expected, actual] = [withoutHints(expected), withoutHints(actual)];
    const messages = (errors) => JSON.stringify(errors.map((error) => error.message).sort());
    if (messages(expected.errors) !== messages(actual.errors)) return 'message';
    const places = (errors) => JSON.stringify(errors.map((error) => JSON.stringify(error)).sort());
    if (places(expected.errors) !== places(actual.errors)) return 'location';
    return JSON.stringify(expected.errors) === JSON.stringify(actual.errors) ? undefined : 'order';
  }

  /** Results of execution: `data` byte for byte, key order included; the errors with message, path and places. */
  compareResults(index, written, expected, actual) {
    this.total++;
    this.counts[expected.errors === undefined ? 'valid' : 'invalid']++;
    const sorted = (errors) => JSON.stringify((errors ?? []).map(({ message, path, locations }) => JSON.stringify({ message, path, locations })).sort());
    const differ = () => sorted(expected.errors) !== sorted(actual.errors);
    if (differ() && actual.errors?.some(({ message }) => HINT.test(message))) {
      const plain = (result) => ({ ...result, errors: result.errors?.map((error) => ({ ...error, message: error.message.replace(STRIPPED, '') })) });
      [expected, actual] = [plain(expected), plain(actual)];
    }

    let what;
    if (JSON.stringify(expected.data) !== JSON.stringify(actual.data)) what = 'data';
    else if (differ()) what = 'errors';
    if (what === undefined) return;
    this.differences[what]++;
    this.#example(what, index, `${written.text}\n${JSON.stringify(written.variables)}`, expected, actual);
  }

  #example(what, index, text, expected, actual) {
    if (this.examples.length < this.limit) this.examples.push({ what, index, text, expected, actual });
  }

  /** Prints the summary; true where there was a difference. */
  print() {
    const different = Object.entries(this.differences).filter(([, number]) => number > 0);
    const summary = different.length === 0 ? 'no difference' : different.map(([what, number]) => `${number} ${what}`).join(', ');
    const { syntax, invalid, valid } = this.counts;
    console.log(`${this.title}: ${this.total} (${valid} without error, ${invalid} with errors, ${syntax} syntax errors): ${summary}`);
    for (const { what, index, text, expected, actual } of this.examples) {
      const { document, ...rest } = expected;
      const [left, right] = fromDifference(JSON.stringify(rest), JSON.stringify(actual));
      console.log(`--- ${what}, index ${index}\n${text.length > this.shown ? `${text.slice(0, this.shown)}…` : text}\n  graphql-js: ${left}\n  engine:     ${right}`);
    }
    return different.length > 0;
  }
}

/** The engine prints a long value into a message only in part. */
function withShortMessages({ verdict, errors }) {
  return { verdict, errors: errors.map(({ message, locations }) => ({ message: message.slice(0, 900), locations })) };
}

/** Where people stumble, the engine says more than graphql-js, or something better than what is spelled alike. */
const HINT = / in its place\.$| Did you mean "(?:(?:where|nodes)\b|\{ (?:eq|in): )/;

const STRIPPED = / (?:It is an? (?:ideographic space|full-width character); write|Write '"') [^]* in its place\.$| Did you mean [^]*\?$/;

function withoutHints({ verdict, errors }) {
  return { verdict, errors: errors.map(({ message, locations }) => ({ message: message.replace(STRIPPED, ''), locations })) };
}

/** Both texts, shortened around the first place where they differ. */
function fromDifference(left, right) {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const part = (text) => (text.length <= 800 ? text : `…${text.slice(Math.max(0, at - 200), at + 600)}…`);
  return [part(left), part(right)];
}
