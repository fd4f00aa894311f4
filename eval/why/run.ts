import { askCase } from './ask-case.ts';
import { casesIn } from './cases-in.ts';
import { predictionOf } from './prediction.ts';
import { unfaithfulQuotes } from './verbatim.ts';

/**
 * Asks every recorded case of a folder and prints one line of JSON for each: npm run -s eval:why -- FOLDER.
 * A quote that is not in the case is a fault of ours: it is told on standard error, and the exit code is 1.
 */
const [folder] = process.argv.slice(2);
if (!folder) {
  process.stderr.write('Give the folder of the cases: npm run -s eval:why -- FOLDER\n');
  process.exitCode = 2;
} else {
  for (const file of casesIn(folder)) {
    const prediction = predictionOf(await askCase(file));
    process.stdout.write(`${JSON.stringify(prediction)}\n`);
    for (const quote of unfaithfulQuotes(file, prediction)) {
      process.stderr.write(`${prediction.id}: not verbatim: ${quote}\n`);
      process.exitCode = 1;
    }
  }
}
