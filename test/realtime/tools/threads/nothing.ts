export const name = 'nothing to run';
