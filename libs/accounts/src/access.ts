import 'reflect-metadata';
import type { Permission } from '#contracts';

const ACCESS = 'duet:access';

/** Who may call a handler. */
export type Access =
  | { audience: 'public'; anySite: boolean }
  | { audience: 'visitor' }
  | { audience: 'member'; permission: Permission };

const declare = (access: Access): MethodDecorator => (_target, _key, descriptor) => {
  Reflect.defineMetadata(ACCESS, access, descriptor.value as object);
};

/** Members and API keys with this permission. */
export const Requires = (permission: Permission): MethodDecorator => declare({ audience: 'member', permission });

/** Visitors with their token, from an allowed origin. */
export const ForVisitors = (): MethodDecorator => declare({ audience: 'visitor' });

/**
 * Anybody.
 *
 * @param from 'any-site' also lets the pages of other sites write; the handler judges the origin itself
 */
export const Public = (from: 'own-site' | 'any-site' = 'own-site'): MethodDecorator => declare({ audience: 'public', anySite: from === 'any-site' });

/** What a handler declared; nothing means that nobody may call it. */
export const accessOf = (handler: object): Access | undefined => Reflect.getMetadata(ACCESS, handler) as Access | undefined;
