const layers = [['contracts', 'stats', 'textmodels'], ['platform'], ['accounts'], ['analytics', 'models'], ['knowledge', 'experiments'], ['backends'], ['conversations'], ['training']];
const lib = (names) => `^libs/(${names.join('|')})/`;
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...layers.flatMap((names, level) => names.map((name) => ({
      name: `${name}-imports-downwards`, severity: 'error', from: { path: `^libs/${name}/` },
      to: { path: lib(layers.slice(level).flat().filter((n) => n !== name)) } }))),
    { name: 'through-the-index', severity: 'error', from: { path: '^libs/([^/]+)/' }, to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] } },
    { name: 'apps-through-the-index', severity: 'error', from: { path: '^apps/' }, to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/index\\.ts$' } },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    { name: 'widget-takes-types-only', severity: 'error', from: { path: '^apps/widget/' }, to: { path: '^libs/', dependencyTypesNot: ['type-only'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' }, exclude: { path: '(^|/)dist/|\\.spec\\.ts$' },
    tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default', 'types'], exportsFields: ['exports'] },
    detectProcessBuiltinModuleCalls: true,
  },
};
