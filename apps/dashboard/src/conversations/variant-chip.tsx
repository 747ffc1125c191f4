import type { ReactNode } from 'react';
import type { BackendKind } from '#contracts';
import { VariantName } from '../charts/variant-name.tsx';
import { looksOf } from '../variant-look.ts';
import { words } from './strings.ts';

interface Props {
  name: string | null;
  kind: BackendKind | null;
}

/** Who answers: the variant in its colour and shape, or the site's default. */
export function VariantChip({ name, kind }: Props): ReactNode {
  const [look] = looksOf([{ backendKind: kind, isControl: false }]);
  return look && <VariantName look={look} name={name ?? words.outside} />;
}
