/** Whether single letters are shortcuts, remembered on this device. */
const memory = 'kring.single-keys';

export function singleKeysWanted(): boolean {
  try {
    return localStorage.getItem(memory) !== 'off';
  } catch {
    return true;
  }
}

export function rememberSingleKeys(wanted: boolean): void {
  try {
    localStorage.setItem(memory, wanted ? 'on' : 'off');
  } catch {
    // It lasts as long as this page.
  }
}
