package dev.gatehouse.foundation.arn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {
    @Test
    void theResourceKeepsItsColons() {
        assertThat(Arn.parse("arn:aws:lambda:eu-west-1:000000000000:function:hello:live"))
                .contains(
                        new Arn(
                                "aws",
                                "lambda",
                                "eu-west-1",
                                "000000000000",
                                "function:hello:live"));
    }

    @Test
    void printsAsItWasParsed() {
        String text = "arn:aws:apigateway:us-east-1::/apis/a1b2c3";
        assertThat(Arn.parse(text)).map(Arn::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn",
                "arn:aws:lambda",
                "urn:aws:lambda:r:a:x",
                "arn::lambda:r:a:x",
                "arn:aws:lambda:r:a:"
            })
    void whatIsNoArnIsEmpty(String text) {
        assertThat(Arn.parse(text)).isEmpty();
    }
}
