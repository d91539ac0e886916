package problem

// Sized says what is wrong with the size of a file, before anybody looks into
// it: nothing, when it has any bytes and at most so many.
func Sized(bytes, most int64) List {
	switch {
	case bytes == 0:
		return List{Say("EMPTY", "", Error, "", nil)}
	case bytes > most:
		return List{Say("FILE_TOO_LARGE", "", Error, "", map[string]any{"have": bytes, "most": most})}
	}
	return nil
}
