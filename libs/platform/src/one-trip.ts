import pg from 'pg';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import type { EagerClient } from './eager-client.ts';

/** What may be asked together: a repository's writes take detours and would come too late. */
export type Asking = Pick<EntityManager, 'query'>;

interface Asked {
  text: string;
  values: unknown[];
  resolve: (rows: unknown) => void;
  reject: (error: Error) => void;
}

/** Gathers what is asked in one turn of the event loop. */
class Trip {
  readonly asked: Asked[] = [];
  private left = false;
  readonly asking: Asking = { query: (text: string, values: unknown[] = []) => this.ask(text, values) as Promise<never> };

  ask(text: string, values: unknown[]): Promise<unknown> {
    if (this.left) throw new Error('asked too late: the trip has left');
    const answer = new Promise<unknown>((resolve, reject) => this.asked.push({ text, values, resolve, reject }));
    // Whoever asked may look at another answer only; all of them fail together.
    answer.catch(() => undefined);
    return answer;
  }

  /** @returns what ended the connection, undefined when it can be used on */
  async carry(client: EagerClient): Promise<Error | undefined> {
    this.left = true;
    try {
      const results = await client.together(this.asked);
      this.asked.forEach(({ resolve }, at) => resolve(rowsOf(results[at]!)));
      return undefined;
    } catch (error) {
      for (const { reject } of this.asked) reject(error as Error);
      return isRefusal(error) ? undefined : (error as Error);
    }
  }
}

/** As the same statement gives them elsewhere: TypeORM tells of an update also how many rows it met. */
const rowsOf = ({ command, rows, rowCount }: pg.QueryResult): unknown => (command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows);

/** The server refused a statement and serves on: not shutting down, not out of patience with the connection, not cut off. */
const isRefusal = (error: unknown): boolean =>
  error instanceof QueryFailedError && error.driverError instanceof pg.DatabaseError && !/^(?:57P0|08|25P0[34])/.test(error.driverError.code ?? '');

const nothing = (): void => undefined;

interface Pooled { obtainMasterConnection(): Promise<[EagerClient, (error?: Error) => void]> }

/** @param send asks everything at once; what it gives is given when all of it is committed */
export async function inOneTrip<T>(source: DataSource, opening: readonly [string, unknown[]], send: (tx: Asking) => Promise<T>): Promise<T> {
  const trip = new Trip();
  void trip.ask(...opening);
  const sent = send(trip.asking);
  let refused = false;
  sent.catch(() => { refused = true; });
  const [client, release] = await (source.driver as unknown as Pooled).obtainMasterConnection();
  // Who failed while asking has not asked for all of it.
  if (refused) {
    release();
    return sent;
  }
  // pg tells of a cut connection by an event too, which nobody may leave unheard.
  client.on('error', nothing);
  const ended = await trip.carry(client);
  client.removeListener('error', nothing);
  release(ended);
  return sent;
}
