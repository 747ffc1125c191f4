import type { ReactNode } from 'react';
import type { Backend } from '#contracts';
import { DeleteNamed } from '../parts/delete-named.tsx';
import { useDeleteBackend } from './data.ts';
import { words } from './strings.ts';

export const DeleteBackend = ({ backend }: { backend: Backend }): ReactNode => (
  <DeleteNamed thing={backend} words={words.detail} removal={useDeleteBackend()} next="/backends" />
);
