//! Digits eight at a time, in the bytes of one 64-bit word (the first digit in the lowest byte).

/// The same byte eight times.
pub(super) const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

#[inline]
pub(super) fn word(digits: &[u8; 16], at: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&digits[at..at + 8]);
    u64::from_le_bytes(word)
}

/// The top bit of the first byte that is zero (bits above it may lie).
#[inline]
pub(super) fn zero_bytes(bytes: u64) -> u64 {
    bytes.wrapping_sub(each(1)) & !bytes & each(0x80)
}

/// Whether all eight bytes are `0-9` or `a-f`. Adding to a byte below 0x80 carries into its top bit, never beyond.
#[inline]
pub(super) fn are_hex(bytes: u64) -> bool {
    let ascii = bytes & each(0x80) == 0;
    let from_zero = (bytes & each(0x7f)) ^ each(b'0');
    let over_nine = from_zero + each(0x7f - 9);
    let from_grave = (bytes & each(0x7f)) ^ each(b'`');
    let over_f = from_grave + each(0x7f - 6);
    let over_grave = from_grave + each(0x7f);
    let wrong = over_nine & (over_f | !over_grave) & each(0x80);
    ascii && wrong == 0
}

/// The value of eight hexadecimal digits, the first one the highest.
#[inline]
pub(super) fn hex8(digits: u64) -> u64 {
    let nibbles = (digits & each(0x0f)) + 9 * (digits >> 6 & each(1));
    let bytes = (nibbles << 4 | nibbles >> 8) & 0x00ff_00ff_00ff_00ff;
    let pairs = (bytes << 8 | bytes >> 16) & 0x0000_ffff_0000_ffff;
    (pairs << 16 | pairs >> 32) & 0xffff_ffff
}

#[inline]
pub(super) fn are_decimal(bytes: u64) -> bool {
    let from_zero = bytes ^ each(b'0');
    from_zero & each(0x80) == 0 && (from_zero + each(0x7f - 9)) & each(0x80) == 0
}

/// The value of eight decimal digits, the first one the highest.
#[inline]
pub(super) fn decimal8(digits: u64) -> u64 {
    let ones = digits & each(0x0f);
    let pairs = (ones * 10 + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) & 0xffff_ffff
}
