/** Whether a text is a whole number within bounds. */
export function within(text: string, from: number, to: number): boolean {
  const value = Number(text)
  return text.trim() !== '' && Number.isInteger(value) && value >= from && value <= to
}
