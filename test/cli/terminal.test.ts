import { Progress } from '../../lib/cli/progress';
import { terminal } from '../../lib/cli/terminal';

describe('color', () => {
  const colored = (isTTY: boolean, environment: NodeJS.ProcessEnv): boolean =>
    terminal({ isTTY, columns: 80 }, environment).color;

  it('is for terminals', () => {
    expect([colored(true, {}), colored(false, {})]).toEqual([true, false]);
  });

  it('is never there against NO_COLOR, whatever else is said', () => {
    expect(colored(true, { NO_COLOR: '1' })).toBe(false);
    expect(colored(true, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
    expect(colored(true, { NO_COLOR: '' })).toBe(true);
  });

  it('is there when FORCE_COLOR wants it', () => {
    expect(colored(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(colored(true, { FORCE_COLOR: '0' })).toBe(false);
    expect(colored(false, { FORCE_COLOR: '' })).toBe(false);
  });
});

it('takes the width of the terminal, and 100 columns where there is none', () => {
  expect(terminal({ isTTY: true, columns: 72 }, {}).width).toBe(72);
  expect(terminal({ isTTY: true, columns: 5 }, {}).width).toBe(40);
  expect(terminal({ isTTY: true, columns: 0 }, {}).width).toBe(100);
  expect(terminal({ isTTY: false, columns: 72 }, {}).width).toBe(100);
});

describe('progress', () => {
  function told(isTTY: boolean, ...times: readonly number[]): string {
    let written = '';
    let now = 0;
    const stream = { isTTY, write: (text: string) => (written += text) !== '' };
    const progress = new Progress(stream, () => now);
    for (const time of times) {
      now = time;
      progress.tell(String(time));
    }
    progress.end();
    return written;
  }

  it('says nothing before a second, then something ten times a second, and leaves no trace', () => {
    expect(told(true, 900, 1000, 1050, 1100)).toBe('\r\u001b[2K1000\r\u001b[2K1100\r\u001b[2K');
    expect(told(true, 900)).toBe('');
  });

  it('says nothing where nobody looks', () => {
    expect(told(false, 5000)).toBe('');
  });
});
