import { SharedTexts } from '../../lib/core/shared-texts';

describe('places of shared texts', () => {
  const text = (position: number): string => `number-of-the-text: ${position}\n`.padEnd(80, '#');

  test('are passed over when what stands there is always new, and get another chance', () => {
    const texts = new SharedTexts();
    const looked: number[] = [];
    for (let position = 0; position < 300; position++) {
      if (!texts.isPromising('spec')) continue;
      looked.push(position);
      expect(texts.find(text(position), 'spec')).toBeUndefined();
      texts.add(text(position), {});
    }
    expect(looked.length).toBeLessThan(100);
    expect(looked.at(-1)).toBeGreaterThan(200);
  });
});
