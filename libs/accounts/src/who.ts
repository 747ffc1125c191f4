import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Permission, Role } from '#contracts';

/** A member or a program of one workspace. */
export interface Actor {
  kind: 'member' | 'key';
  /** Of the member or of the API key. */
  id: string;
  workspaceId: string;
  role: Role;
  name: string;
  permissions: readonly Permission[];
}

/** The holder of a visitor token. */
export interface Visitor {
  id: string;
  workspaceId: string;
  siteId: string;
  siteName: string;
}

/** Who stands behind each request under way; beside the request, so that nothing a client sends can name it. */
const callers = new WeakMap<object, Actor | Visitor>();

export function rememberCaller(request: object, who: Actor | Visitor): void {
  callers.set(request, who);
}

/** The caller that the guard let in: an `Actor` on member routes, a `Visitor` on visitor routes. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Actor | Visitor => {
  const who = callers.get(context.switchToHttp().getRequest<object>());
  if (!who) throw new TypeError('@Who() needs @Requires() or @ForVisitors()');
  return who;
});
