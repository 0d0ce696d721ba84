/** True for a key that is a shortcut: no modifier, no text field focused, no dialog or menu open. */
export function isPlainKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return false
  const target = event.target instanceof HTMLElement ? event.target : null
  if (target?.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]'))
    return false
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') === null
}
