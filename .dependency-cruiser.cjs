/** A lib imports from the lines above its own; two on one line do not know each other. */
const lines = [
  ['contracts', 'stats', 'textmodels'],
  ['platform'],
  ['accounts'],
  ['analytics', 'models'],
  ['knowledge', 'experiments'],
  ['backends'],
  ['conversations'],
  ['training'],
];

const folder = (names) => `^libs/(${names.join('|')})/`;
const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const downwards = lines.flatMap((names, at) =>
  names.map((name) =>
    error(`${name}-imports-downwards`, 'Only libs on the lines above are known.', { path: folder([name]) }, {
      path: folder(lines.slice(at).flat().filter((other) => other !== name)),
    }),
  ),
);

module.exports = {
  forbidden: [
    error('no-cycles', 'Two files that need each other are one idea or three.', {}, { circular: true }),
    error('resolvable', 'It is not there.', {}, { couldNotResolve: true }),
    ...downwards,
    error('pure-libs', 'No Nest, no database, no network, no files.', { path: folder(lines[0]) }, {
      path: '^node_modules/|^[a-z_:/]+$',
      pathNot: '^node_modules/(zod|@stdlib)/|^node:?(crypto)?$',
      dependencyTypesNot: ['local', 'aliased-subpath-import'],
    }),
    error('through-the-index', 'A lib shows what is in its index.', { path: '^libs/([^/]+)/' }, {
      path: '^libs/([^/]+)/src/',
      pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'],
    }),
    error('apps-through-the-index', 'A lib shows what is in its index.', { path: '^apps/' }, {
      path: '^libs/[^/]+/src/',
      pathNot: '^libs/[^/]+/src/index\\.ts$',
    }),
    error('libs-never-import-apps', 'Apps wire libs, not the other way round.', { path: '^libs/' }, { path: '^apps/' }),
    error('apps-do-not-import-apps', 'What two apps share is a contract.', { path: '^apps/([^/]+)/' }, {
      path: '^apps/',
      pathNot: '^apps/$1/',
    }),
    error('pages-know-contracts-only', 'Numbers and rules come from the server.', { path: '^apps/(widget|dashboard)/' }, {
      path: '^libs/',
      pathNot: '^libs/contracts/',
    }),
    error('widget-takes-types-only', 'No validator ships to visitors.', { path: '^apps/widget/src/' }, {
      path: '^libs/',
      dependencyTypesNot: ['type-only'],
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|\\.spec\\.tsx?$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
    detectProcessBuiltinModuleCalls: true,
  },
};
