// Synthesizes both landscapes; `npm start` runs it.
import { landscape } from './landscape';
import { meadow } from './meadow/values';
import { meadowDev } from './meadow-dev/values';

for (const values of [meadow, meadowDev]) landscape(values).synth();
