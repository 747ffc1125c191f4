import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { routeOf } from '#platform';
import { accessOf } from './access.ts';

export interface DeclaredHandler {
  /** `MembersController.list`. */
  handler: string;
  /** `GET /v1/members`, when it is bound to a contract. */
  route: string | undefined;
  /** What is wrong with its declaration; nothing when all is well. */
  fault: 'undeclared' | 'differs from the contract' | undefined;
}

/** Every HTTP handler of the product with what it declares about its callers. */
export function declaredPermissions(app: INestApplicationContext): DeclaredHandler[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? handlersOf(metatype) : []));
}

/** The handlers that nobody may call, or that admit others than their contract says: a test wants this empty. */
export const undeclaredHandlers = (app: INestApplicationContext): DeclaredHandler[] =>
  declaredPermissions(app).filter(({ fault }) => fault !== undefined);

type Handler = (...args: unknown[]) => unknown;

function handlersOf(controller: { name: string; prototype: unknown }): DeclaredHandler[] {
  return methodsOf(controller.prototype as object)
    .filter(([, method]) => Reflect.hasMetadata(PATH_METADATA, method))
    .map(([name, method]) => {
      const route = routeOf(method);
      return { handler: `${controller.name}.${name}`, route: route && `${route.method} ${route.path}`, fault: faultOf(method) };
    });
}

function faultOf(method: Handler): DeclaredHandler['fault'] {
  const access = accessOf(method);
  if (!access) return 'undeclared';
  const route = routeOf(method);
  return route && route.audience !== access.audience ? 'differs from the contract' : undefined;
}

function methodsOf(prototype: object): [string, Handler][] {
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([name, { value }]): [string, Handler] => [name, value as Handler]);
  const parent: unknown = Object.getPrototypeOf(prototype);
  return typeof parent === 'object' && parent !== null && parent !== Object.prototype ? [...methodsOf(parent), ...own] : own;
}
