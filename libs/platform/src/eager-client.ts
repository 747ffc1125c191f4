import pg from 'pg';
import { QueryFailedError } from 'typeorm';
import { BatchQuery } from './batch-query.ts';

/** What only opens a transaction: whether it succeeded shows in the statement that follows. */
const OPENING = /^(?:start transaction|select set_config\()/i;
/** Texts that are kept prepared, per connection; later ones are parsed at each use. */
const MOST_PREPARED = 500;

type Query = (text: unknown, values?: unknown, callback?: unknown) => unknown;
interface Corked { connection: { stream: { cork(): void; uncork(): void } } }

/**
 * A connection that wastes no round trip: a transaction's opening travels with its first statement, statements that are
 * asked at once travel together, and a statement with parameters is parsed once per connection.
 *
 * It relies on `pipeline: true`; without it statements would wait for each other, and nothing else would change.
 */
export class EagerClient extends pg.Client {
  private readonly opening: string[] = [];
  private readonly names = new Map<string, string>();
  private corked = false;

  constructor(config?: pg.ClientConfig) {
    super(config);
    const send = super.query.bind(this) as Query;
    this.query = ((text, values, callback) => this.ask(send, text, values, callback)) as typeof this.query;
  }

  /**
   * Statements as one transaction in one message.
   *
   * @returns their results, once all are committed @throws QueryFailedError of the one that failed; then all are taken back
   */
  together(statements: readonly { text: string; values: unknown[] }[]): Promise<pg.QueryResult[]> {
    return new Promise((resolve, reject) => {
      const batch = new BatchQuery(statements.map(({ text, values }) => ({ text, values, name: this.nameOf(text) })), (settled) => {
        if ('results' in settled) resolve(settled.results);
        else reject(new QueryFailedError(settled.failed.text, settled.failed.values, settled.error));
      });
      this.query(batch);
    });
  }

  private ask(send: Query, text: unknown, values: unknown, callback: unknown): unknown {
    const statement = typeof text === 'string' ? text : null;
    if (statement !== null && callback === undefined && OPENING.test(statement)) {
      this.opening.push(literal(statement, values));
      return Promise.resolve({ rows: [], rowCount: 0, command: 'BEGIN' });
    }
    this.gather();
    if (this.opening.length > 0) {
      // The next statement tells of its failure: without a transaction or its wall it fails too.
      (send(this.opening.splice(0).join('; ')) as Promise<unknown>).catch(() => undefined);
    }
    const prepared = statement !== null && callback === undefined && Array.isArray(values) && values.length > 0;
    return prepared ? send({ name: this.nameOf(statement), text: statement, values }) : send(text, values, callback);
  }

  /** Undefined when the text is one of too many: then it has no name and is not kept. */
  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MOST_PREPARED) return known;
    const name = `duet_${this.names.size}`;
    this.names.set(text, name);
    return name;
  }

  /** Lets all that is asked before this turn of the event loop ends leave in one piece. */
  private gather(): void {
    if (this.corked) return;
    this.corked = true;
    const { stream } = (this as unknown as Corked).connection;
    stream.cork();
    process.nextTick(() => {
      this.corked = false;
      stream.uncork();
    });
  }
}

/** The statement with its parameters written out: several statements in one message can have none. */
function literal(statement: string, values: unknown): string {
  const list = Array.isArray(values) ? (values as unknown[]) : [];
  return statement.replace(/\$(\d+)/g, (_, position: string) => pg.escapeLiteral(String(list[Number(position) - 1])));
}
