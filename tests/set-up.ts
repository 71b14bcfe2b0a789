// Runs before each file of tests.
import { cleanUpAfterAll } from './clean-up.ts';

cleanUpAfterAll();
