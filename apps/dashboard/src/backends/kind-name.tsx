import type { ReactNode } from 'react';
import type { BackendKind } from '#contracts';
import { VariantName } from '../charts/variant-name.tsx';
import { looksOf } from '../variant-look.ts';
import { words } from './strings.ts';

/** A kind in its colour and shape, as everywhere. */
export function KindName({ kind }: { kind: BackendKind }): ReactNode {
  const [look] = looksOf([{ backendKind: kind, isControl: false }]);
  return look && <VariantName look={look} name={words.kinds[kind]} />;
}
