import { describe, expect, it } from 'vitest';
import { chooseSubjects } from '../../bench/accuracy/subjects.ts';
import { stubDetector } from '../support/stub-detector.ts';

const [one, two, hidden] = ['one', 'two', 'one'].map((id) => stubDetector(id));
const EXPORTED = { ALL_DETECTORS: [one, two], hiddenOne: hidden, listDetectors: () => [], VERSION: '1' };

describe('chooseSubjects', () => {
  it('takes all listed detectors when none is named', () => {
    expect(chooseSubjects(EXPORTED, [], [])).toEqual([
      { name: 'one', detector: one, options: {} },
      { name: 'two', detector: two, options: {} },
    ]);
  });

  it('takes a detector by its id in the list, or by the name it is exported under', () => {
    const [byId, byName] = chooseSubjects(EXPORTED, ['one', 'hiddenOne'], []);
    expect(byId.detector).toBe(one);
    expect(byName.detector).toBe(hidden);
  });

  it('gives a variant its options, and runs nothing else that was not named', () => {
    expect(chooseSubjects(EXPORTED, [], ['two at 5=two:{"side":5,"mode":"a:b=c"}'])).toEqual([
      { name: 'two at 5', detector: two, options: { side: 5, mode: 'a:b=c' } },
    ]);
    expect(chooseSubjects(EXPORTED, ['one'], ['x=two:{}']).map(({ name }) => name)).toEqual(['one', 'x']);
  });

  it.each(['three', 'listDetectors', 'VERSION', 'ALL_DETECTORS'])('names those there are instead of %s', (name) => {
    expect(() => chooseSubjects(EXPORTED, [name], [])).toThrow(`there is no detector "${name}"; there are one, two, hiddenOne`);
  });

  it.each(['two', 'x=two', 'x=two:5', '=two:{}'])('refuses the variant %s', (variant) => {
    expect(() => chooseSubjects(EXPORTED, [], [variant])).toThrow(
      `a variant is written name=detector:{"option":value}, received ${variant}`,
    );
  });
});
