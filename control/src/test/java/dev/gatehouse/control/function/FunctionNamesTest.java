package dev.gatehouse.control.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.CallContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS docs: Lambda API, the forms of FunctionName. */
class FunctionNamesTest {
    private static final CallContext CALL =
            new CallContext(
                    "000000000000",
                    "us-east-1",
                    "arn:aws:iam::000000000000:root",
                    "test",
                    "request-1",
                    "http://localhost:4566",
                    LambdaPlane.NOW);

    @ParameterizedTest
    @CsvSource({
        "hello,",
        "hello:1, 1",
        "hello:$LATEST, $LATEST",
        "function:hello,",
        "000000000000:function:hello,",
        "000000000000:function:hello:live, live",
        "us-east-1:000000000000:function:hello,",
        "arn:aws:lambda:us-east-1:000000000000:function:hello,",
        "arn:aws:lambda:us-east-1:000000000000:function:hello:live, live",
        "arn:aws:lambda:us-east-1:000000000000:function:hello:$LATEST, $LATEST",
    })
    void everyFormMeansTheFunction(String name, @Nullable String qualifier) {
        FunctionId hello = new FunctionId("000000000000", "us-east-1", "hello");

        assertThat(FunctionNames.resolve(name, null, CALL, "GetFunction"))
                .isEqualTo(new FunctionRef(hello, qualifier));
        assertThat(FunctionNames.resolve(name, qualifier, CALL, "GetFunction"))
                .isEqualTo(new FunctionRef(hello, qualifier));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:lambda:eu-west-1:000000000000:function:hello, are not reachable in this region",
        "111111111111:function:hello, is not authorized to perform: lambda:GetFunction on resource",
        "hello:1, The derived qualifier from the function name does not match the specified",
        "a/b, Function not found: a/b",
        "'', Function not found: ",
    })
    void othersAreRefused(String name, String message) {
        assertThatThrownBy(() -> FunctionNames.resolve(name, "live", CALL, "GetFunction"))
                .hasMessageContaining(message);
    }
}
