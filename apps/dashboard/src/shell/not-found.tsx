import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Empty } from '../parts/empty.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { shellWords } from '../strings.ts';

export const NotFound = (): ReactNode => (
  <PageFrame title={shellWords.notFoundTitle}>
    <Empty title={shellWords.notFoundTitle} text={shellWords.notFound}>
      <Button component={Link} to="/" variant="default">{shellWords.toOverview}</Button>
    </Empty>
  </PageFrame>
);
