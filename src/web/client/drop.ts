/** A file dropped anywhere on the inbox is the file of its form: the same as choosing it and pressing the button. */

export function takeDrops(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-drop]');
  const input = form?.querySelector<HTMLInputElement>('input[type="file"]');
  if (!form || !input) return;
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const files = event.dataTransfer?.files;
    if (!files || files.length !== 1) return;
    input.files = files;
    form.requestSubmit();
  });
}
