package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TokenTest {
    @Test
    void slotAndGenerationComeBackOut() {
        long token = Token.of(Token.GENERATION_MASK, 12345);
        assertEquals(12345, Token.slot(token));
        assertEquals(Token.GENERATION_MASK, Token.generation(token));
    }

    @Test
    void operationsAreToldFromTheReactorsOwn() {
        assertTrue(Token.isOperation(Token.of(0, 0)));
        assertTrue(Token.isOperation(Token.of(Token.GENERATION_MASK, (1 << 30) - 1)));
        assertFalse(Token.isOperation(Token.WAKE));
        assertFalse(Token.isOperation(Token.CANCEL));
        assertFalse(Token.isOperation(Token.NONE));
    }
}
