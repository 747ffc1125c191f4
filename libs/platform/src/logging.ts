import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';

const SECRET = ['authorization', 'cookie', 'password', 'token', 'apiKey', 'secret', 'text'];

/** Of an error what tells where it came from. A database's error carries the values of its statement, a row or a person's words among them. */
function traceOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  return { type: error.name, message: error.message, stack: error.stack, ...(code === undefined ? {} : { code }), ...(error.cause === undefined ? {} : { cause: traceOf(error.cause) }) };
}

export const createLog = (level: string, to: DestinationStream = pino.destination({ dest: 1, sync: false })): Pino =>
  pino({ level, base: { pid: process.pid }, serializers: { err: traceOf }, redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' } }, to);

/** Lets Nest's `Logger` write one JSON line per fact: `this.log.log({ event: 'answer.finished', ... })`. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Pino) {}

  log(fact: unknown, ...rest: unknown[]): void {
    this.write('info', fact, rest);
  }
  error(fact: unknown, ...rest: unknown[]): void {
    this.write('error', fact, rest);
  }
  warn(fact: unknown, ...rest: unknown[]): void {
    this.write('warn', fact, rest);
  }
  debug(fact: unknown, ...rest: unknown[]): void {
    this.write('debug', fact, rest);
  }
  fatal(fact: unknown, ...rest: unknown[]): void {
    this.write('fatal', fact, rest);
  }

  private write(level: 'info' | 'error' | 'warn' | 'debug' | 'fatal', fact: unknown, rest: unknown[]): void {
    // Nest appends the name of the logging class; its own start-up lines are prose and of interest to nobody at night.
    const room = rest.findLast((one) => typeof one === 'string');
    const cause = rest.find((one): one is Error => one instanceof Error) ?? (fact instanceof Error ? fact : undefined);
    const line = typeof fact === 'object' && fact !== null && !(fact instanceof Error) ? fact : { event: String(fact) };
    this.pino[level === 'info' && typeof fact === 'string' ? 'debug' : level]({ room, ...line, ...(cause ? { err: cause } : {}) });
  }
}
