import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ProblemCode, ProblemReply } from '#contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, refusal } from './problem.ts';

const byStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed_json', 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 413: 'payload_too_large', 415: 'unsupported_media_type', 429: 'rate_limited',
};
/** Connection lost, shutting down, starting up, too many connections, out of space. */
const DATABASE_GONE = /ECONNREFUSED|ECONNRESET|EPIPE|is not queryable|ENOENT.*PGSQL|Connection terminated|timeout exceeded when trying to connect|57P0[123]|53300|53100|08\d\d\d/;

/** What to tell the outside about anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return new Problem(byStatus[error.getStatus()] ?? 'internal', { cause: error });
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (DATABASE_GONE.test(`${code ?? ''} ${message ?? ''}`)) return new Problem('database_unavailable', { cause: error, retryAfterMs: 2_000 });
  if (statusCode !== undefined && statusCode < 500) return new Problem(byStatus[statusCode] ?? 'invalid_request', { cause: error });
  return new Problem('internal', { cause: error });
}

/** Answers every failure: problem+json over HTTP, a refusal in the acknowledgement over a socket. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = problemOf(error);
    if (problem.code === 'internal') this.log.error({ event: 'request.failed' }, error instanceof Error ? error : new Error(String(error)));
    if (host.getType() === 'ws') return acknowledge(host, problem);
    const http = host.switchToHttp();
    answer(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), problem);
  }
}

function acknowledge(host: ArgumentsHost, problem: Problem): void {
  // The acknowledgement is whichever argument the client passed as a function; without one there is nobody to tell.
  const ack = host.getArgs<unknown[]>().find((one): one is (reply: object) => void => typeof one === 'function');
  ack?.(refusal(problem));
}

function answer(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  if (reply.sent || reply.raw.headersSent) return void reply.raw.end();
  const body: ProblemReply = {
    type: `about:blank#${problem.code}`, title: problem.message, status: problem.status, code: problem.code, requestId: request.id,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.issues === undefined ? {} : { issues: problem.issues }),
  };
  if (problem.retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(problem.retryAfterMs / 1_000));
  void reply.status(problem.status).type('application/problem+json').send(body);
}
