import { defineFamily } from '../define-family.ts';

/** Alerts that say of themselves that they are tests. */
export const testsOfDefender = defineFamily({
  look: 'Ask who runs the test; that it came means that the sensor works.',
  helps: [],
  types: { 'K8S.NODE_EICAR': ['Somebody tests whether alerts come: this is no threat.', 'Execution'] },
});
