import { Timestamp, TimestampFormat } from '@patternfly/react-core'

/** A time in the reader's own zone; short is the time of day. */
export function When({ at, isShort }: { at: string | undefined; isShort?: boolean }) {
  if (!at) return <>–</>
  return (
    <Timestamp
      date={new Date(at)}
      dateFormat={isShort ? undefined : TimestampFormat.medium}
      timeFormat={TimestampFormat.medium}
      locale="en-GB"
      is12Hour={false}
    />
  )
}
