// Runs before each file of tests.
import fc from 'fast-check';
import { cleanUpAfterAll } from './clean-up.ts';

// The same values in each run, so that what fails is the fault of a change; PROPERTY_SEED=4711 tries others.
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

cleanUpAfterAll();
