/** What `@jest/globals` gives: the functions of the suite that runs now, also to helpers that were loaded for an earlier one. */
const ofThisSuite = (name) => new Proxy(function call() {}, {
  apply: (_target, _self, args) => globalThis[name](...args),
  get: (_target, key) => globalThis[name][key],
});

export const describe = ofThisSuite('describe');
export const it = ofThisSuite('it');
export const test = ofThisSuite('test');
export const expect = ofThisSuite('expect');
export const beforeAll = ofThisSuite('beforeAll');
export const beforeEach = ofThisSuite('beforeEach');
export const afterAll = ofThisSuite('afterAll');
export const afterEach = ofThisSuite('afterEach');
export const jest = ofThisSuite('jest');
