import { Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { DeskProvider } from '../desk.tsx';
import { KeepAvailable } from '../inbox/keep-available.tsx';
import { pages } from '../pages.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { Late } from '../parts/late.tsx';
import { shellWords } from '../strings.ts';
import { CrashBoundary } from './crash-boundary.tsx';
import { NotFound } from './not-found.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';
import css from './shell.module.css';

/** Rail, palette and the page of the address. */
export default function Shell(): ReactNode {
  const { pathname } = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  useEffect(() => setMenuOpen(false), [pathname]);
  return (
    <DeskProvider>
      <a className={css.skip} href="#content">{shellWords.skip}</a>
      <TopBar menuOpen={menuOpen} onMenu={() => setMenuOpen((open) => !open)} />
      <div className={css.shell}>
        <Rail open={menuOpen} />
        <main id="content" className={css.content} tabIndex={-1}>
          <CrashBoundary key={pathname.split('/')[1]}>
            <Suspense fallback={<Late><CardSkeleton height={360} /></Late>}>
              <Routes>
                {pages.map(({ id, path, Component }) => (
                  <Route key={id} path={path === '/' ? '/' : `${path}/*`} element={<Component />} />
                ))}
                <Route path="*" element={<NotFound />} />
              </Routes>
            </Suspense>
          </CrashBoundary>
        </main>
      </div>
      <Palette />
      <KeepAvailable />
    </DeskProvider>
  );
}
