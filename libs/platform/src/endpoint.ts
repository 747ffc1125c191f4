import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { HttpCode, RequestMapping, RequestMethod, createParamDecorator } from '@nestjs/common';
import type { AnyRoute, ReplyOf } from '#contracts';
import type { FastifyRequest } from 'fastify';
import { parse } from './parse.ts';

const ROUTE = 'duet:route';

type Handler<R extends AnyRoute> = (...args: never[]) => Promise<ReplyOf<R> | void>;

/** Binds a handler to its contract: path, method and status come from there, and a wrong reply does not compile. */
export function Endpoint<R extends AnyRoute>(route: R) {
  return <H extends Handler<R>>(target: object, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    const handler = descriptor.value;
    if (!handler) throw new TypeError(`${key} is not a method`);
    Reflect.defineMetadata(ROUTE, route, handler);
    RequestMapping({ path: route.path.replace(/\{(\w+)\}/g, ':$1'), method: RequestMethod[route.method] })(target, key, descriptor);
    HttpCode(route.status)(target, key, descriptor);
  };
}

/** The contract that a handler is bound to. */
export const routeOf = (handler: object): AnyRoute | undefined => Reflect.getMetadata(ROUTE, handler) as AnyRoute | undefined;

/** The request's input - path, then query or body - parsed by the handler's contract. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  const route = routeOf(context.getHandler());
  if (!route) throw new TypeError('@Input() needs @Endpoint()');
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const inQuery = route.method === 'GET' || route.method === 'DELETE';
  const rest = inQuery ? request.query : (request.body ?? {});
  const fields = typeof rest === 'object' && rest !== null && !Array.isArray(rest) ? rest : { body: rest };
  return parse(route.input, { ...fields, ...(request.params as object) });
});
