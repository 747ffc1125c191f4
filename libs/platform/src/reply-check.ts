import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { routeOf } from './endpoint.ts';

/** Fails a request whose reply is not what its contract says: for tests, where such a reply is a bug to be seen. */
@Injectable()
export class ReplyCheck implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const route = context.getType() === 'http' ? routeOf(context.getHandler()) : undefined;
    if (!route) return next.handle();
    return next.handle().pipe(map((reply) => {
      if (reply !== undefined) route.reply.parse(reply);
      return reply;
    }));
  }
}
